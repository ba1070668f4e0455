-- Books are listed by title and by author, as a reader of any language expects it: "amok" before "Zeno", and "Émile" at E. The
-- database's own order may be that of code points.
alter table public.books
    alter column title type text collate "und-x-icu",
    alter column author type text collate "und-x-icu";
