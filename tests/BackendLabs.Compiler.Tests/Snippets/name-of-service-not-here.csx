// services: sqlite
// expect: CS0246 line 3 "This lab has no Redis"
string F(IDatabase cache) => "";
