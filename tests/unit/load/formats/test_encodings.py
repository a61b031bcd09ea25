# ruff: noqa: RUF001  (letters that look like those of A to Z are the subject here)
"""Encodings told by the words that they make, stated by a person, and doubted."""

from __future__ import annotations

import json

import pytest

from mersey.errors import UnknownName, UsageError
from mersey.load import read_raw
from mersey.load.files.encodings import codec_of, guess_encoding
from tests.unit.load.formats.tables import finding_ids, rows_of
from tests.unit.load.formats.workbooks import xlsx

STEPS = {
    "Welsh": "Derbyn cŵyn;Ymweld â'r tŷ;Cŵyn wedi'i chau;Dŵr",
    "Icelandic": "Umsókn móttekin;Verið að vinna;Lokið við;garður",
    "French": "Demande reçue;Évaluation complète;Mère de famille;à vérifier",
    "German": "Größe;Prüfung läuft;Übergabe;Straße",
    "Spanish": "Petición recibida;Año;Señalización;Cañería",
    "Danish": "Sagsbehandling påbegyndt;Afgørelse;Lukket på ønske",
    "Polish": "Wniosek przyjęty;W toku załatwiania;Zakończone;Żądanie;Łódź",
    "Czech": "Přijato;Vyřízeno;Uzavřeno;Žádost;Šetření;Zjištění stavu;Část",
    "Hungarian": "Beérkezett kérelem;Elutasítva;főügyintéző;űrlap",
    "Turkish": "Başvuru alındı;Değerlendirme;İnceleme;Şikâyet",
    "Russian": "Заявка принята;В работе;Закрыто;проверка документов",
    "Bulgarian": "Разрешение за строеж;Влязъл в сила;Главен архитект",
    "Greek": "Αίτηση ελήφθη;Ολοκληρώθηκε;Απορρίφθηκε;προς έγκριση",
    "Hebrew": "הבקשה התקבלה;בטיפול;נסגר;נדחה;בדיקת מסמכים",
    "Japanese": "受付済み;作業中です;クローズ;やりたいこと",
    "Chinese": "已受理;正在处理中;已关闭;申请材料不全",
    "English": "Cost £25;said “yes”;don’t know;café – closed",
    "names": "Müller;Núñez;Sørensen;François;Zoë",
}
WRITTEN = [
    ("Welsh", "iso8859-14"),
    ("Icelandic", "cp1252"),
    ("French", "cp1252"),
    ("French", "mac_roman"),
    ("French", "cp850"),
    ("German", "cp1252"),
    ("German", "cp850"),
    ("Spanish", "cp1252"),
    ("Spanish", "mac_roman"),
    ("Danish", "cp1252"),
    ("Polish", "cp1250"),
    ("Polish", "iso8859-2"),
    ("Czech", "cp1250"),
    ("Czech", "iso8859-2"),
    ("Hungarian", "iso8859-2"),
    ("Turkish", "cp1254"),
    ("Russian", "cp1251"),
    ("Russian", "koi8-r"),
    ("Bulgarian", "cp1251"),
    ("Greek", "cp1253"),
    ("Hebrew", "cp1255"),
    ("Japanese", "cp932"),
    ("Japanese", "euc_jp"),
    ("Chinese", "gb18030"),
    ("English", "cp1252"),
    ("names", "cp1252"),
]


def table_of(steps: str) -> str:
    rows = [f"{i},{step},2024-01-0{i}" for i, step in enumerate(steps.split(";"), 1)]
    return "\n".join(["ref,step,when", *rows, ""])


@pytest.mark.parametrize(("language", "codec"), WRITTEN)
def test_the_words_tell_the_encoding_when_a_table_is_in(language, codec):
    text = table_of(STEPS[language])
    guess = guess_encoding(text.encode(codec))
    assert text.encode(codec).decode(guess.codec) == text


@pytest.mark.parametrize(
    ("language", "codec"),
    [("Welsh", "iso8859-14"), ("Russian", "koi8-r"), ("Japanese", "cp932")],
)
def test_words_are_read_when_a_csv_is_encoded_in(read, language, codec):
    raw = read(table_of(STEPS[language]).encode(codec))
    assert [row["step"] for row in rows_of(raw)] == STEPS[language].split(";")
    assert "encoding" in finding_ids(raw)


@pytest.mark.parametrize(
    ("language", "codec"), [("Welsh", "iso8859-14"), ("Polish", "cp1250")]
)
def test_words_are_read_when_json_is_encoded_in(read, language, codec):
    steps = STEPS[language].split(";")
    lines = "\n".join(json.dumps({"s": step}, ensure_ascii=False) for step in steps)
    for name, content in (("l.jsonl", lines), ("l.json", f"[{lines}]")):
        text = content if name == "l.jsonl" else content.replace("}\n{", "},\n{")
        raw = read(text.encode(codec), name)
        assert [row["s"] for row in rows_of(raw)] == steps


def test_late_lines_are_read_in_their_own_encoding_when_the_first_are_plain(read):
    plain = b"ref,step\n" + b"1,Received\n" * 40_000
    raw = read(plain + "2,Derbyn cŵyn\n3,tŷ\n".encode("iso8859-14"))
    assert [row["step"] for row in rows_of(raw)][-2:] == ["Derbyn cŵyn", "tŷ"]
    assert "ISO 8859-14" in raw.findings[0].message


def test_a_doubt_is_said_when_two_encodings_fit(read):
    raw = read("ref,step\n1,við\n2,þak\n".encode("cp1252"))
    doubt = next(f for f in raw.findings if f.id == "encoding_in_doubt")
    assert "⟦encoding⟧" in doubt.hint


def test_no_doubt_is_said_when_the_likely_language_fits(read):
    raw = read("ref,name\n1,Mère\n".encode("cp1252"))
    assert finding_ids(raw) == ["encoding"]


@pytest.mark.parametrize(
    "name", ["iso8859-14", "ISO 8859-14", "latin8", "iso_8859-14", "ISO-8859-14"]
)
def test_an_encoding_is_known_when_it_is_called(name):
    assert "ŵ".encode(codec_of(name)) == b"\xf0"


def test_a_stated_encoding_is_obeyed_when_the_text_fits_another(read):
    raw = read("ref,step\n1,Mère\n".encode("cp1252"), encoding="Windows-1250")
    assert rows_of(raw)[0]["step"] == "Mčre"
    assert "as was stated" in raw.findings[0].message


def test_a_stated_encoding_is_obeyed_when_it_reads_nonsense(read):
    raw = read("ref,step\n1,Café\n".encode(), encoding="cp1252")
    assert rows_of(raw)[0]["step"] == "CafÃ©"


def test_what_does_not_fit_is_counted_when_a_stated_encoding_has_no_letter(read):
    raw = read(b"ref,step\n1,Caf\xe9\n2,\xe8\n", encoding="utf-8")
    assert [row["step"] for row in rows_of(raw)] == ["Caf\ufffd", "\ufffd"]
    assert "encoding_does_not_fit" in finding_ids(raw)


@pytest.mark.parametrize(
    ("wrong", "near"),
    [("windows-1525", "Windows-1252"), ("iso 8859-41", "ISO 8859-14")],
)
def test_near_names_are_told_when_an_encoding_is_unknown(read, wrong, near):
    with pytest.raises(UnknownName, match=near):
        read(b"ref,step\n1,x\n", encoding=wrong)


@pytest.mark.parametrize("name", ["rot13", "base64", "hex"])
def test_an_encoding_of_no_text_is_unknown_when_stated(read, name):
    with pytest.raises(UnknownName):
        read(b"ref,step\n1,x\n", encoding=name)


def test_an_encoding_is_refused_when_the_file_says_its_own(read):
    content = xlsx({"Log": [["Ref", "Step"], ["A", "x"], ["B", "y"]]})
    with pytest.raises(UsageError, match="says its own encoding"):
        read(content, "log.xlsx", encoding="cp1252")


@pytest.mark.shared_data
def test_the_shared_welsh_file_reads_welsh(shared_data, session):
    path = shared_data / "faults/exports/welsh_iso_8859_14.csv"
    steps = {row["Stage"] for row in rows_of(read_raw(path, session=session))}
    assert steps == {"Derbyn cŵyn", "Ymweld â'r tŷ", "Closed"}
