insert into notices (task_id, topic, recipient_id, created_at, send_at, attempts, last_error, sent_at, given_up_at) values
  (4812, 'TaskAssigned', 12, '2020-03-01 10:00Z', '2050-03-01 10:00Z', 3, '421 try again later', null, null),
  (4803, 'TaskReassigned', 15, '2020-03-02 10:00Z', '2020-03-03 10:00Z', 15, '550 no such user', null, '2020-03-03 10:00Z'),
  (4812, 'TaskOverdue', 7, '2020-03-02 10:00Z', '2020-03-02 10:00Z', 1, null, '2020-03-02 10:00Z', null);
