"""The same fault has the same signature, on whatever machine it was seen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.signature import plain, signature
from tests.rules.given import assessed

PYTHON = """It broke when I added a book:

Traceback (most recent call last):
  File "/srv/shop/web.py", line {line}, in handle
    return view(request)
  File "/srv/shop/cart.py", line 88, in total
    raise CartError("no cart {number}")
shop.errors.CartError: no cart {number}
"""
JAVA = """Exception in thread "main" com.acme.ShopException: checkout failed
\tat com.acme.Checkout.pay(Checkout.java:{line})
\tat com.acme.Web.handle(Web.java:10)
Caused by: java.lang.IllegalStateException: cart {number} is closed
\tat com.acme.Cart.total(Cart.java:{line})
\tat com.acme.Cart$$Lambda$14/0x{number}.apply(Unknown Source)
\t... 12 more
"""
NODE = """TypeError: Cannot read properties of undefined (reading 'price{number}')
    at Cart.total (/app/cart.js:{line}:12)
    at async Checkout.pay (/app/checkout.js:5:1)
    at /app/server.js:{line}:3
"""
FIREFOX = """TypeError: cart is undefined
total@https://shop.example/app.js:{line}:12
pay@https://shop.example/app.js:1:{number}
"""
DOTNET = """System.NullReferenceException: Object reference not set to an instance of an object.
   at Acme.Cart.Total(Int32 id) in C:\\src\\Cart.cs:line {line}
   at Acme.Checkout.Pay()
"""
GO = """panic: runtime error: index out of range [{number}] with length 3

goroutine 1 [running]:
main.total(0xc000{number}, 0x3)
\t/app/cart.go:{line} +0x1d
main.main()
\t/app/main.go:9 +0x20
"""
RUBY = """cart.rb:{line}:in `total': undefined method `price' for nil (NoMethodError)
\tfrom checkout.rb:9:in `block in pay'
\tfrom main.rb:3:in `<main>'
"""
PHP = """PHP Fatal error:  Uncaught Acme\\CartException: no cart {number} in /srv/cart.php:{line}
Stack trace:
#0 /srv/checkout.php({line}): Acme\\Cart->total()
#1 /srv/index.php(9): Acme\\Checkout->pay()
"""
GDB = """Program received signal SIGSEGV, Segmentation fault.
#0  0x00007f{number}1 in cart_total (cart=0x0) at cart.c:{line}
#1  0x00007f{number}2 in main () at main.c:9
"""
RUST = "thread 'main' panicked at src/cart.rs:{line}:5:\ncart is closed\n"


def shown(text: str, *, line: int, number: int) -> str:
    return text.replace("{line}", str(line)).replace("{number}", str(number))


@pytest.mark.parametrize(
    ("text", "error", "frames"),
    [
        (PYTHON, "shop.errors.CartError", ("total", "handle")),
        (JAVA, "java.lang.IllegalStateException", ("com.acme.Cart.total", "com.acme.Cart.apply")),
        (NODE, "TypeError", ("Cart.total", "Checkout.pay", "server.js")),
        (FIREFOX, "TypeError", ("total", "pay")),
        (DOTNET, "System.NullReferenceException", ("Acme.Cart.Total", "Acme.Checkout.Pay")),
        (GO, "panic", ("main.total", "main.main")),
        (RUBY, "NoMethodError", ("total", "pay", "<main>")),
        (PHP, "Acme\\CartException", ("Acme\\Cart->total", "Acme\\Checkout->pay")),
        (GDB, "SIGSEGV", ("cart_total", "main")),
        (RUST, "panic", ()),
    ],
    ids=["python", "java", "node", "firefox", "dotnet", "go", "ruby", "php", "gdb", "rust"],
)
def test_lines_and_values_do_not_count(text: str, error: str, frames: tuple[str, ...]) -> None:
    found = signature(shown(text, line=12, number=4711))
    assert found is not None
    assert (found.error, found.frames) == (error, frames)
    assert found == signature("Hello,\n\n" + shown(text, line=345, number=815))


@pytest.mark.parametrize("text", [PYTHON, JAVA, NODE, FIREFOX, DOTNET, GO, RUBY, PHP, GDB])
def test_another_function_is_another_fault(text: str) -> None:
    other = text.replace("total", "refund").replace("Total", "Refund")
    given, changed = (shown(each, line=1, number=2) for each in (text, other))
    assert signature(given) != signature(changed)


def test_without_a_trace_the_message_stands_for_it() -> None:
    one = signature("It says acme.errors.CartError: no cart 12 for 'bob'")
    assert one is not None
    assert (one.error, one.frames) == ("acme.errors.CartError", ())
    assert one == signature("acme.errors.CartError: no cart 99 for 'eve'\nPlease help")
    assert one != signature("acme.errors.CartError: the cart is closed")


def test_the_package_of_an_error_may_move() -> None:
    one, other = signature("shop.CartError: empty"), signature("acme.errors.CartError: empty")
    assert one is not None
    assert other is not None
    assert one.key == other.key


def test_a_code_is_a_signature_too() -> None:
    found = signature("The dialog shows E1042 since Monday")
    assert found is not None
    assert (found.error, found.frames) == ("E1042", ())
    assert found == signature("again E1042!")


def test_the_place_of_the_error_is_kept() -> None:
    text = "Since Monday: CartError: no cart"
    found = signature(text)
    assert found is not None
    assert found.span is not None
    assert text[found.span.start : found.span.end] == "CartError: no cart"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The page is blank",
        "An error came up",
        "We catch (CartError) there and raise CartError again",
    ],
)
def test_no_error_has_no_signature(text: str) -> None:
    assert signature(text) is None


def test_a_message_loses_what_differs_from_time_to_time() -> None:
    said = "Cannot open '/tmp/x1' for bob@acme.example at 0x7f3a, id 12,345"
    assert plain(said) == "cannot open * for * at *, id *"


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    found = signature("Traceback\n" + text)
    assert found is None or found.key


def test_an_assessment_carries_it() -> None:
    assert assessed(shown(PYTHON, line=1, number=2)).reproduction.signature == signature(
        shown(PYTHON, line=7, number=8)
    )


def test_a_trace_without_its_error_is_told_by_its_frames() -> None:
    found = signature("It stopped here:\n#0  0x0000a1 in cart_total (x=1)\n#1  0x0000a2 in main ()")
    assert found is not None
    assert (found.error, found.frames) == ("stack trace", ("cart_total", "main"))
    python = signature('  File "a.py", line 1, in outer\n  File "b.py", line 2, in inner\n')
    assert python is not None
    assert python.frames == ("inner", "outer")
