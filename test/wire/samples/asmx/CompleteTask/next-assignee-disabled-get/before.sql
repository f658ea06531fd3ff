update tasks set status = 'Completed' where id = 4837;
insert into workflow_supervisors values (227, 41);
insert into tasks (id, status, assignee_id, assigned_by_id, supervisor_id, workflow_id, step_number, name) values
  (5001, 'NotStarted', 16, 7, 28, 227, 2, 'Release with a supervisor, who redirects'),
  (5002, 'NotStarted', 16, 7, null, 227, 2, 'Release without one');
