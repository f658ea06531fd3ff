update tasks set reassignments = 1 where id = 4812;
