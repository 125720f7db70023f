"""What mkdocs needs to be told of pages that are written for GitHub as well: see mkdocs.yml."""
import posixpath
import re

FENCE = re.compile(r"^(\s*)(`{3,}|~{3,})\s*(\w*)(.*)$")
ITEM = re.compile(r"^([-*]|\d+\.) ")
CODE = re.compile(r"<code>[^<]*</code>")
OUTWARD = re.compile(r"\]\((\.\./[^)\s]+)\)")


def on_page_markdown(markdown, page, config, files):
    """Runs before a page is rendered."""
    lines, inside, before = [], "", ""
    for line in markdown.split("\n"):
        fence = FENCE.match(line)
        if fence and (not inside or fence.group(2) == inside):
            inside = "" if inside else fence.group(2)
            # Only the language is mkdocs' business; what follows it is for the tests.
            line = fence.group(1) + fence.group(2) + fence.group(3)
        elif not inside:
            # To GitHub a list may follow a paragraph at once.
            if ITEM.match(line) and before.strip() and not ITEM.match(before) and not before.startswith(" "):
                lines.append("")
            line = OUTWARD.sub(lambda link: f"]({target(link.group(1), page, config)})", line)
        lines.append(line)
        before = line
    return "\n".join(lines)


def on_page_content(html, page, config, files):
    """Runs after a page is rendered: in code in a table GitHub takes the backslash off a bar, mkdocs does not."""
    return CODE.sub(lambda code: code.group(0).replace("\\|", "|"), html)


def target(link, page, config):
    """Links that lead out of docs/ lead to the repository on the site."""
    path = posixpath.normpath(posixpath.join("docs", posixpath.dirname(page.file.src_uri), link))
    return link if path.startswith("docs/") else f"{config['repo_url']}/blob/main/{path}"
