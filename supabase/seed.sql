-- Runs once, after the migrations, on an empty database: here and with `supabase db reset`.
-- It stays empty: rows belong to people, and people come with a passkey, which only a browser can make.
-- What your product needs before its first person (plans, categories ...) goes here.
select 'nothing to seed' as seed where false;
