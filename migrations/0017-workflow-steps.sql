-- What is known of a step beside its tasks. For one that is not here, all of its tasks have to be done.
create table workflow_steps (
  workflow_id int not null references workflows on delete cascade,
  number int not null check (number > 0),
  enough text not null check (enough in ('all', 'any')),
  primary key (workflow_id, number)
);
