create table t (id integer);
commit;
vacuum into '@victim@/db/taken.db';
begin;
