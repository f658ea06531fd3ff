insert into notices (task_id, topic, recipient_id, sent_at) values (4812, 'TaskAssigned', 12, null), (4812, 'TaskReassigned', 7, now());
