"""The next article, announced in many languages."""

import pytest

from tests.support.reading import ORIGIN, TEXT, page, understood

URL = f"{ORIGIN}/talks/20201225-1043.html"
BEFORE = f"{ORIGIN}/talks/20201223-1041.html"
NEXT = [
    *(
        "Next interview",
        "下一篇",
        "下一篇专访",
        "次の記事",
        "次のインタビュー",
        "다음 글",
        "다음 인터뷰",
    ),
    *("Siguiente entrevista", "Siguiente artículo", "Próxima entrevista", "Próximo artículo"),
    *("Próxima matéria", "Artigo seguinte", "Article suivant", "Entretien suivant"),
    *("Interview suivante", "Nächstes Gespräch", "Nächstes Interview", "Nächster Artikel"),
    *("Prossima intervista", "Articolo successivo", "Volgende artikel", "Volgend bericht"),
    *("Następny artykuł", "Następny wpis", "Další článek", "Ďalší článok", "Következő cikk"),
    *("Articolul următor", "Sljedeći članak", "Sledeći tekst", "Nästa artikel", "Næste artikel"),
    *("Neste artikkel", "Seuraava artikkeli", "Επόμενο άρθρο", "Следующая статья"),
    *("Следующее интервью", "Наступна стаття", "Следваща статия", "Sonraki haber", "Sonraki yazı"),
    *("المقال التالي", "الخبر التالي", "مطلب بعدی", "خبر بعدی", "הכתבה הבאה", "הראיון הבא"),
    *("अगली खबर", "अगला लेख", "পরবর্তী সংবাদ", "Bài tiếp theo", "เรื่องถัดไป"),
    *("Artikel selanjutnya", "Berita berikutnya"),
]
PREVIOUS = [
    *(
        "Previous interview",
        "上一篇",
        "前のインタビュー",
        "이전 기사",
        "Artículo anterior",
        "Entretien précédent",
    ),
    *("Vorheriger Artikel", "Articolo precedente", "Vorig artikel", "Poprzedni artykuł"),
    *("Předchozí článek", "Előző cikk", "Предыдущая статья", "Önceki haber", "المقال السابق"),
    *("مطلب قبلی", "הכתבה הקודמת", "पिछली खबर", "Bài trước", "เรื่องก่อนหน้า", "Artikel sebelumnya"),
]


@pytest.mark.parametrize("label", NEXT)
def test_a_label_and_a_link(label: str) -> None:
    for shown in (
        f"<p>{label}: <a href={URL}>The loom that outlived its owner</a></p>",
        f"<p>{label}</p><p><a href={URL}>The loom that outlived its owner</a></p>",
        f"<p><a href={URL}>{label}: The loom that outlived its owner</a></p>",
    ):
        found = understood(page(TEXT, below=shown)).next_article
        assert found is not None, shown
        assert (found.url, found.title) == (URL, "The loom that outlived its owner")


@pytest.mark.parametrize("label", PREVIOUS)
def test_the_previous_one_is_none(label: str) -> None:
    shown = f"<p>{label}: <a href={BEFORE}>Thirty years at one loom</a></p>"
    assert understood(page(TEXT, below=shown)).next_article is None


@pytest.mark.parametrize(
    ("after", "before"),
    [
        ("Next article", "Previous article"),
        ("المقال التالي", "المقال السابق"),
        ("次の記事", "前の記事"),
    ],
)
def test_each_of_two_steps_has_its_own_link(after: str, before: str) -> None:
    shown = (
        f"<p>{before}: <a href={BEFORE}>Thirty years at one loom</a></p>"
        f"<p>{after}: <a href={URL}>The loom that outlived its owner</a></p>"
    )
    found = understood(page(TEXT, below=shown)).next_article
    assert found is not None
    assert found.url == URL
