update documents set shortcut = true where id = 1026;
