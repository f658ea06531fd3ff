insert into history (task_id, user_id, credential, api, operation, old_status, new_status, new_assignee_id, details)
values (4812, 7, 'ticket', 'asmx', 'ReassignTask', 'InProgress', 'InProgress', 15, '{"old": {"shares": null}}');
