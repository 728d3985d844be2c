"""Where Microsoft and Google listen for OAuth, and what a mailbox has to ask them for. Pure."""

from __future__ import annotations

from channels.email.config import Grant, Provider

_MICROSOFT = "https://login.microsoftonline.com"


def microsoft(tenant: str, grant: Grant) -> Provider:
    """Microsoft 365, for people (IMAP and SMTP as a user) or for a program of its own.

    Source: Microsoft Learn, "Authenticate an IMAP, POP or SMTP connection using OAuth".
    """
    asked = (
        ("https://outlook.office365.com/.default",)
        if grant is Grant.CLIENT_CREDENTIALS
        else (
            "https://outlook.office.com/IMAP.AccessAsUser.All",
            "https://outlook.office.com/SMTP.Send",
            "offline_access",
        )
    )
    base = f"{_MICROSOFT}/{tenant}/oauth2/v2.0"
    return Provider(
        name="microsoft",
        token=f"{base}/token",
        device=f"{base}/devicecode",
        authorize=f"{base}/authorize",
        scopes=asked,
        redirect_host="localhost",  # the one that may have any port there
    )


def google() -> Provider:
    """Google Workspace and Gmail: the device code does not reach mail, a browser does.

    Source: Google for Developers, "Using OAuth 2.0 to Access Google APIs" and "OAuth 2.0 for
    TV and Limited-Input Device Applications" (allowed scopes). Without `prompt=consent` a second
    sign-in brings no refresh token.
    """
    return Provider(
        name="google",
        token="https://oauth2.googleapis.com/token",  # noqa: S106 - an address
        authorize="https://accounts.google.com/o/oauth2/v2/auth",
        scopes=("https://mail.google.com/",),
        extra=(("access_type", "offline"), ("prompt", "consent")),
    )
