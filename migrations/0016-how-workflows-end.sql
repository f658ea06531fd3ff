-- A task that demanded something and was given up without it keeps its step open, until somebody who may removes it.
-- The default is a constant, so no row is rewritten.
alter table tasks add column holds_step boolean not null default false;

-- Who started the workflow, and when a rejection stopped it. One that came to its end has finished_at.
alter table workflows
  add column submitter_id int references users,
  add column stopped_at timestamptz;
