insert into notices (task_id, topic, recipient_id, sent_at) values
  (4812, 'TaskReminder', 12, now()),
  (4812, 'SupervisorReminder', 7, null),
  (4812, 'TaskOverdue', 12, now()),
  (4812, 'TaskAssigned', 12, now()),
  (4803, 'TaskReminder', 12, now());
