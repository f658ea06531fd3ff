update tasks set requirements = '[{"type": "Approval", "objectId": 0, "definition": ""}]' where id = 4834;
update tasks set status = 'Completed' where id = 4837;
insert into workflow_supervisors values (227, 41);
insert into tasks (id, status, assignee_id, assigned_by_id, workflow_id, step_number, step_name, name) values
  (5001, 'NotStarted', 12, 7, 227, 2, 'Release', 'Release');
