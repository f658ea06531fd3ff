update tasks set approval_status = 'Rejected' where id = 4804;
