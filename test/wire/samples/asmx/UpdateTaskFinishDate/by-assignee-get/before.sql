update tasks set permissions = '{ChangeFinishdate}' where id = 4804;
