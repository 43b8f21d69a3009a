"""What a web host is to be told so that the site answers as the portal does: redirects, negotiation, media types.

Sources: <https://httpd.apache.org/docs/2.4/mod/mod_rewrite.html>, <https://nginx.org/en/docs/http/ngx_http_core_module.html>.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from bibliographe.serve.headers import CONTENT_SECURITY_POLICY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PLAIN = re.compile(r"[A-Za-z0-9/_.~-]+")
TYPES = {
    "text/turtle": "ttl", "application/ld+json": "jsonld", "application/n-triples": "nt", "application/n-quads": "nq",
    "application/trig": "trig", "application/rdf+xml": "rdf", "application/x-research-info-systems": "ris",
    "text/x-bibtex": "bib", "application/atom+xml": "atom",
}  # fmt: skip
_APACHE = """\
# Written by bibliographe: the rules of this site for Apache (mod_rewrite, mod_headers). It works without them, too:
# they make of the addresses of the catalogue (/id/…, /doc/…) what the portal would.

Options -MultiViews -Indexes
DirectoryIndex index.html
AddDefaultCharset utf-8
{types}
<IfModule mod_headers.c>
Header always set Content-Security-Policy "{policy}"
Header always set X-Content-Type-Options "nosniff"
Header always set Referrer-Policy "strict-origin-when-cross-origin"
<FilesMatch "\\.(ttl|jsonld|nt|nq|trig|rdf|ris|bib|csl\\.json|json)$">
Header always set Access-Control-Allow-Origin "*"
</FilesMatch>
</IfModule>
ErrorDocument 410 "Retir&eacute; du catalogue. Withdrawn from the catalogue."

<IfModule mod_rewrite.c>
RewriteEngine on
# Where this folder stands, whatever the host calls it.
RewriteCond %{{REQUEST_URI}}::$1 ^(.*?/)(.*)::\\2$
RewriteRule ^(.*)$ - [E=TOP:%1]

# What was merged, and what was withdrawn.
{gone}
# A thing is no document: its address sends on to what describes it.
RewriteRule ^id/(.+)$ %{{ENV:TOP}}doc/$1 [R=303,L,NE]
RewriteRule ^(catalogue|dataset(/.*)?)$ dcat.ttl [L]
RewriteRule ^\\.well-known/void$ void.ttl [L]

# The form that is asked for, then the language, then the page as it is.
RewriteCond %{{HTTP_ACCEPT}} ^(text/turtle|[^,]*\\bturtle) [NC]
RewriteCond %{{REQUEST_FILENAME}}.ttl -f
RewriteRule ^(doc/.+)$ $1.ttl [L,E=CHOSEN:1]
RewriteCond %{{HTTP_ACCEPT}} ^application/(ld\\+json|json) [NC]
RewriteCond %{{REQUEST_FILENAME}}.jsonld -f
RewriteRule ^(doc/.+)$ $1.jsonld [L,E=CHOSEN:1]
RewriteCond %{{HTTP:Accept-Language}} ^{other} [NC]
RewriteCond %{{REQUEST_FILENAME}}index.{other}.html -f
RewriteRule ^$ index.{other}.html [L,E=CHOSEN:1]
RewriteCond %{{HTTP:Accept-Language}} ^{other} [NC]
RewriteCond %{{REQUEST_FILENAME}}.{other}.html -f
RewriteRule ^(.+)$ $1.{other}.html [L,E=CHOSEN:1]
RewriteCond %{{REQUEST_FILENAME}}.html -f
RewriteRule ^(.+)$ $1.html [L,E=CHOSEN:1]
</IfModule>
<IfModule mod_headers.c>
Header merge Vary "Accept, Accept-Language" env=REDIRECT_CHOSEN
</IfModule>
"""
_NGINX = """\
# Written by bibliographe: the rules of this site for nginx. Include this file in server {{ }}, where {under}/ is the
# folder that it lies in.

set $bibliographe_form "";
if ($http_accept ~* "^(text/turtle|[^,]*\\bturtle)") {{ set $bibliographe_form ".ttl"; }}
if ($http_accept ~* "^application/(ld\\+json|json)") {{ set $bibliographe_form ".jsonld"; }}
set $bibliographe_language "";
if ($http_accept_language ~* "^{other}") {{ set $bibliographe_language ".{other}"; }}

# What was merged, and what was withdrawn.
{gone}
# A thing is no document: its address sends on to what describes it.
location ~ ^{under}/id/(.+)$ {{ return 303 {under}/doc/$1; }}
location ~ ^{under}/(catalogue|dataset(/.*)?)$ {{
    types {{ }} default_type text/turtle; rewrite ^ {under}/dcat.ttl break;
}}
location = {under}/.well-known/void {{ types {{ }} default_type text/turtle; rewrite ^ {under}/void.ttl break; }}

# The form that is asked for, then the language, then the page as it is.
location {under}/ {{
    types {{ text/html html; text/css css; text/javascript js; image/svg+xml svg; application/json json;
            application/xml xml; text/plain txt; {types} }}
    charset utf-8;
    add_header Content-Security-Policy "{policy}" always;
    add_header X-Content-Type-Options nosniff always;
    add_header Referrer-Policy strict-origin-when-cross-origin always;
    add_header Access-Control-Allow-Origin "*";
    add_header Vary "Accept, Accept-Language";
    try_files $uri$bibliographe_form $uri$bibliographe_language.html $uri.html $uri
              ${{uri}}index$bibliographe_language.html ${{uri}}index.html =404;
}}
"""
_WITHDRAWN = "Retiré du catalogue. Withdrawn from the catalogue."


class Gone(NamedTuple):
    """What was withdrawn, and what stands for it now; both as they follow `/id/`."""

    local: str
    successor: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """What the rules depend on."""

    gone: tuple[Gone, ...]
    other: str
    """The language that pages have in their names."""
    under: str = ""
    """The path that the site stands under, without a slash at its end."""

    def apache(self) -> bytes:
        """Return the site's `.htaccess`."""
        types = "\n".join(f"AddType {kind} .{ending}" for kind, ending in TYPES.items())
        gone = "".join(_apache_gone(self._sayable()))
        return _APACHE.format(types=types, policy=CONTENT_SECURITY_POLICY, gone=gone, other=self.other).encode()

    def nginx(self) -> bytes:
        """Return what goes into the settings of nginx."""
        types = " ".join(f"{kind} {ending};" for kind, ending in TYPES.items())
        gone = "".join(_nginx_gone(self._sayable(), self.under))
        said = {"types": types, "policy": CONTENT_SECURITY_POLICY, "gone": gone, "other": self.other}
        return _NGINX.format(under=self.under, **said).encode()

    def _sayable(self) -> Iterator[Gone]:
        """Yield those whose address has no character that means something in a rule."""
        return (one for one in self.gone if _PLAIN.fullmatch(one.local) and _PLAIN.fullmatch(one.successor or "-"))


def _apache_gone(gone: Iterable[Gone]) -> Iterator[str]:
    for one in gone:
        local = re.escape(one.local)
        if one.successor:
            yield f"RewriteRule ^(id|doc)/{local}(\\.\\w.*)?$ %{{ENV:TOP}}$1/{one.successor}$2 [R=301,L]\n"
        else:
            yield f"RewriteRule ^(id|doc)/{local}(\\.\\w.*)?$ - [G]\n"


def _nginx_gone(gone: Iterable[Gone], under: str) -> Iterator[str]:
    for one in gone:
        local = re.escape(one.local)
        if one.successor:
            yield f"location ~ ^{under}/(id|doc)/{local}(\\.\\w.*)?$ {{ return 301 {under}/$1/{one.successor}$2; }}\n"
        else:
            said = f'default_type text/plain; charset utf-8; return 410 "{_WITHDRAWN}\\n";'
            yield f"location ~ ^{under}/(id|doc)/{local}(\\.\\w.*)?$ {{ {said} }}\n"
