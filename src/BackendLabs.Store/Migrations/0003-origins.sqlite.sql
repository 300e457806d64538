-- From where an attempt came, for taking turns: its person, or where anybody may practise a digest of the address.
alter table run add column origin text not null default '';
update run set origin = person;
create index run_of_origin on run (origin);
