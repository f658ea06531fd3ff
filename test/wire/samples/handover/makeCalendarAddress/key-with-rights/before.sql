update api_keys set rights = '{read,assign}' where user_id = (select id from users where login = 'ada.admin');
