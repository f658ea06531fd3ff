update api_keys set rights = '{assign}' where user_id = (select id from users where login = 'ada.admin');
