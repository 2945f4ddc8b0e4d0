-- Numbers of sealed columns (identity, telephone, account): each once, found by its blind index. Cells, history, lists and
-- hand-overs keep the index with what may be shown; who erases a number here has erased it everywhere.
create table register_seal (
  county text not null,
  blind text not null,
  sort text not null check (sort in ('identity', 'phone', 'account')),
  sealed text not null,
  primary key (county, blind)
);

grant select, insert on register_seal to :runtime;
