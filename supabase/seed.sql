-- Runs once on an empty database, after the migrations: in the local stack and with
-- `supabase db reset`. Add rows here that the product needs before its first user, such as plans
-- or categories. Users can't be seeded, because only a browser can create a passkey.
select 'nothing to seed' as seed where false;
