update tasks set approval_status = 'Rejected' where id = 4834;
update workflows set submitter_id = 40 where id = 227;
insert into workflow_supervisors values (227, 41);
insert into tasks (id, status, assignee_id, assigned_by_id, workflow_id, step_number, step_name, definition_id, name) values
  (5001, 'NotStarted', 12, 7, 227, 2, 'Release', 55, 'Release');
