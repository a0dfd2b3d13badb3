"""The settings: polite, closed, and checked."""

from pathlib import Path

import pytest
from scrapy.settings import Settings

from scraper import settings as project
from scraper.crawl.plan.settings_check import problems_of
from tests.support.crawling import scrapy


def _settings(**changes: object) -> Settings:
    settings = Settings()
    settings.setmodule(project, priority="project")
    settings.setdict(changes, priority="cmdline")
    return settings


def test_the_projects_own_settings_have_no_problems() -> None:
    assert problems_of(_settings()) == []


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("PORTAL_TIME_ZONE", "Mars/Olympus", "expected an IANA time zone"),
        ("DOWNLOAD_DELAY", "fast", "DOWNLOAD_DELAY=fast: expected a number"),
        ("DOWNLOAD_DELAY", "-1", "not negative"),
        ("ROBOTSTXT_OBEY", "maybe", "ROBOTSTXT_OBEY=maybe: expected True or False"),
        ("DOWNLOD_DELAY", "0", "did you mean DOWNLOAD_DELAY?"),
        ("CONCURRENT_REQUESTS", "0", "expected a number from 1 on"),
        ("LOG_LEVEL", "LOUD", "expected DEBUG, INFO"),
        ("LOG_FILE", "/nowhere/at/all/crawl.log", "there is no folder /nowhere/at/all"),
        ("PORTAL_FOLDERS", "/nowhere/portals", "there is no such folder"),
        ("PAGE_MAXSIZE", "0", "expected a number from 1 on"),
        ("ARCHIV_URL", "sqlite:///x.db", "did you mean ARCHIVE_URL?"),
    ],
)
def test_a_setting_that_would_be_ignored_or_stumble_is_named(
    name: str, value: str, said: str
) -> None:
    (problem,) = problems_of(_settings(**{name: value}))
    assert said in problem


@pytest.mark.parametrize(
    "setting", ["LOG_LEVEL=LOUD", "LOG_FILE=/nowhere/crawl.log", "CONCURRENT_REQUESTS=0"]
)
def test_a_run_that_cannot_work_is_refused_with_a_message(tmp_path: Path, setting: str) -> None:
    ended = scrapy("crawl", "interviews", "-s", setting, archive=tmp_path / "a.db")
    assert ended.code == 2
    assert setting in ended.log
    assert "Traceback" not in ended.log
    assert not (tmp_path / "a.db").exists()


def test_a_setting_of_somebody_elses_component_passes() -> None:
    assert problems_of(_settings(MY_COMPANYS_PROXY_POOL="a,b")) == []


def test_a_crawl_is_polite_by_default() -> None:
    settings = _settings()
    assert settings.getbool("ROBOTSTXT_OBEY")
    assert settings.getfloat("DOWNLOAD_DELAY") >= 1
    assert settings.getbool("AUTOTHROTTLE_ENABLED")
    assert settings.getfloat("AUTOTHROTTLE_TARGET_CONCURRENCY") <= 1


def test_nothing_listens_and_nothing_but_the_web_is_read() -> None:
    settings = _settings()
    assert not settings.getbool("TELNETCONSOLE_ENABLED")
    assert not settings.getbool("REMOTE_CONTROL_ENABLED")
    assert settings.getbool("DOWNLOAD_VERIFY_CERTIFICATES")
    handlers = settings.getwithbase("DOWNLOAD_HANDLERS")
    assert {scheme for scheme, handler in handlers.items() if handler} == {"http", "https"}


def test_paths_do_not_follow_the_current_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    paths = [project.ARCHIVE_URL.removeprefix("sqlite:///"), *project.PORTAL_FOLDERS]
    assert all(Path(path).is_absolute() for path in (*paths, project.SAMPLE_PORTAL))
