// expect: LAB010 line 2 "#load brings in"
#load "/etc/hostname"
int F() => 1;
