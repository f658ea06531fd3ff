update documents set owner_id = 28 where id = 1027;
