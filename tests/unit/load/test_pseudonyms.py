from __future__ import annotations

import base64
import hashlib

import pyarrow as pa

from mersey.load.rows.pseudonyms import Kind, new_key, normalised, pseudonyms

KEY = bytes(range(32))


def test_pseudonyms_equal_keyed_blake2b_in_base_32():
    hashed = hashlib.blake2b(
        b"PA/1", key=KEY, person=b"mersey:case", digest_size=16
    ).digest()
    expected = base64.b32encode(hashed).decode().lower().rstrip("=")
    assert pseudonyms(pa.array(["PA/1"]), Kind.CASE, key=KEY).to_pylist() == [expected]


def test_pseudonyms_of_many_names_are_those_of_each():
    names = pa.array([f"C-{n}" for n in range(70_000)])
    many = pseudonyms(names, Kind.CASE, key=KEY)
    assert len(set(many.to_pylist())) == 70_000
    alone = pseudonyms(names.slice(69_999), Kind.CASE, key=KEY)
    assert many[69_999].as_py() == alone[0].as_py()


def test_pseudonyms_of_a_case_and_a_person_differ():
    name = pa.array(["7"])
    case = pseudonyms(name, Kind.CASE, key=KEY)
    assert case != pseudonyms(name, Kind.PERSON, key=KEY)


def test_pseudonyms_differ_when_the_key_does():
    name = pa.array(["7"])
    assert pseudonyms(name, Kind.CASE, key=KEY) != pseudonyms(
        name, Kind.CASE, key=new_key()
    )


def test_pseudonyms_of_nothing_are_none():
    assert len(pseudonyms(pa.array([], pa.string()), Kind.CASE, key=KEY)) == 0


def test_normalised_makes_writings_of_one_name_alike_and_keeps_leading_zeros():
    wide = "\uff21\uff22\uff10\uff10\uff17"  # AB007 in full-width letters
    names = pa.array([" ab 007", wide, "AB7"])
    assert normalised(names).to_pylist() == ["AB007", "AB007", "AB7"]
    assert normalised(pa.array([" ab 007"])).to_pylist() == ["AB007"]
