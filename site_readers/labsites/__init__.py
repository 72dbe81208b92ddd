"""Read the content of lab sites: members, publications, news, projects, talks.

One module for each kind of site: `greenelab` (lab website template), `hugoblox` (HugoBlox and wowchemy
research groups), `alfolio` (al-folio and other Jekyll groups), `makeability` (JSON of the Makeability Lab's
portal), `labsite_data` (data files of another Labsite) and `people_table` (a CSV or XLSX of people).
Each has `matches(source)` and `read(source, result)`. What they share:

- `fields`: the fields of a page or record, and the report of those that nobody reads
- `members`: one person from the fields of any site; `member_labels`, `member_links`,
  `member_studies` and `member_lines`, what belongs to one; `roles`, `names` and `links` read single fields
- `posts`: news; `papers`: publications; `data_lists`: both, as lists in data files; `bibliographies`: BibTeX
  files; `openings`: pages about joining the lab
- `prose`: the text of pages, without Liquid and shortcodes; `page_people`: people in tables and lists of a
  page; `page_sections`: papers, news and so on below headings of a page
- `group_pages`: which pages of a Jekyll group visitors reach; `group_collections`: its collections
- `hugo_pages`, `hugo_people`, `hugo_papers`, `hugo_events`: parts of a HugoBlox site, and `hugo_site`, which
  they share; `alfolio_people`: the people of an al-folio group
- `greenelab_citations`: the papers of the lab website template; `template_filters`: which members its lists
  show; `shown_lists`: which other lists its pages show
- `labsite_people`, `labsite_references`, `labsite_pictures`, `labsite_texts`: people and teams in the data
  files of a Labsite, what its items refer to, the files of its pictures, and texts in both languages
- `leftovers`: reports files that no reader has read
- `samples`: recognises sample content of templates
"""
