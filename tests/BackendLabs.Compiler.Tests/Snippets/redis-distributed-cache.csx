// expect: CS0246 line 2 "IDatabase"
string F(IDistributedCache cache) => "";
