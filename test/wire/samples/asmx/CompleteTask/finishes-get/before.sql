update tasks set status = 'Dropped' where id = 4837;
