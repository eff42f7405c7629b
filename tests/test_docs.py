"""What the documents say is what the program does."""

import re
from pathlib import Path

from pipeline.dictionary import page

ROOT = Path(__file__).parents[1]


def test_the_data_dictionary_is_up_to_date() -> None:
    assert (ROOT / "docs" / "data-dictionary.md").read_text("utf-8") == page()


def test_every_link_of_the_documents_leads_to_a_file() -> None:
    for document in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("data/*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text("utf-8")):
            assert (document.parent / target).exists(), f"{document.name}: {target}"


def test_the_python_of_the_readme_runs_as_far_as_it_needs_no_folder() -> None:
    code = re.search(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    assert code
    exec(code[1].partition("funds = frame")[0], {})
