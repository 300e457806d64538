attach database '@victim@/db/taken.db' as other;
create table other.taken (id integer);
