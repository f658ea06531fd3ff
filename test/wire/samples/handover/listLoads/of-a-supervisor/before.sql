update tasks set due_at = '2050-01-01 10:00Z' where due_at > now() and status in ('InProgress', 'DueDateChanged');
