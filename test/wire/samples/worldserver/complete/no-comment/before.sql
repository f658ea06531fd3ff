update tasks set comments = 'Kept.' where id = 4831;
