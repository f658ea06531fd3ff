update tasks set status = 'Completed' where id = 4837;
insert into tasks (id, status, assignee_id, assigned_by_id, workflow_id, step_number, step_name, name) values
  (5001, 'NotStarted', 12, 7, 227, 2, 'Release', 'Release'),
  (5002, 'NotStarted', 7, 7, 227, 3, 'Archive', 'Archive');
insert into tasks (id, status, team_id, assigned_by_id, workflow_id, step_number, step_name, name) values
  (5003, 'NotStarted', 3, 17, 227, 2, 'Release', 'Release by the team');
