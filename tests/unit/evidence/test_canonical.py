from __future__ import annotations

import struct

import pytest

from mersey.errors import EvidenceError
from mersey.evidence.canonical import canonical, fingerprint

# RFC 8785, appendix B: a double's bits, and how ECMAScript prints it.
NUMBERS = [
    ("0000000000000000", "0"),
    ("8000000000000000", "0"),
    ("0000000000000001", "5e-324"),
    ("8000000000000001", "-5e-324"),
    ("7fefffffffffffff", "1.7976931348623157e+308"),
    ("ffefffffffffffff", "-1.7976931348623157e+308"),
    ("4340000000000000", "9007199254740992"),
    ("c340000000000000", "-9007199254740992"),
    ("4430000000000000", "295147905179352830000"),
    ("44b52d02c7e14af5", "9.999999999999997e+22"),
    ("44b52d02c7e14af6", "1e+23"),
    ("44b52d02c7e14af7", "1.0000000000000001e+23"),
    ("444b1ae4d6e2ef4e", "999999999999999700000"),
    ("444b1ae4d6e2ef4f", "999999999999999900000"),
    ("444b1ae4d6e2ef50", "1e+21"),
    ("3eb0c6f7a0b5ed8c", "9.999999999999997e-7"),
    ("3eb0c6f7a0b5ed8d", "0.000001"),
    ("41b3de4355555553", "333333333.3333332"),
    ("41b3de4355555554", "333333333.33333325"),
    ("41b3de4355555555", "333333333.3333333"),
    ("41b3de4355555556", "333333333.3333334"),
    ("41b3de4355555557", "333333333.33333343"),
    ("becbf647612f3696", "-0.0000033333333333333333"),
    ("43143ff3c1cb0959", "1424953923781206.2"),
]


@pytest.mark.parametrize(("bits", "printed"), NUMBERS)
def test_number_is_printed_as_ecmascript_does(bits: str, printed: str) -> None:
    number = struct.unpack(">d", bytes.fromhex(bits))[0]
    assert canonical(number).decode() == printed


def test_object_is_that_of_the_rfc() -> None:
    said = {
        "numbers": [333333333.33333329, 1e30, 4.50, 2e-3, 1e-27],
        "string": "\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"/",
        "literals": [None, True, False],
    }
    expected = (
        '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,'
        '1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
    )
    assert canonical(said).decode() == expected


def test_keys_are_sorted_by_their_utf_16_units() -> None:
    said = {
        "\u20ac": "Euro Sign",
        "\r": "Carriage Return",
        "\ufb33": "Hebrew Letter Dalet With Dagesh",
        "1": "One",
        "\U0001f600": "Emoji: Grinning Face",
        "\u0080": "Control",
        "\u00f6": "Latin Small Letter O With Diaeresis",
    }
    text = canonical(said).decode()
    order = [
        *("Carriage", "One", "Control", "Latin", "Euro", "Emoji", "Hebrew"),
    ]
    places = [text.index(word) for word in order]
    assert places == sorted(places)


def test_order_of_keys_and_kind_of_list_do_not_matter() -> None:
    assert canonical({"a": 1, "b": (2, 3.0)}) == canonical({"b": [2.0, 3], "a": 1.0})


@pytest.mark.parametrize(
    "value",
    [float("nan"), float("inf"), 2**53, "\ud800", {1: "a"}, {"a": {1, 2}}, b"abc"],
    ids=str,
)
def test_what_has_no_one_form_is_refused(value: object) -> None:
    with pytest.raises(EvidenceError):
        canonical(value)


def test_fingerprint_is_the_sha_256_of_the_bytes() -> None:
    # printf '{}' | sha256sum
    assert fingerprint({}) == (
        "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
    )
