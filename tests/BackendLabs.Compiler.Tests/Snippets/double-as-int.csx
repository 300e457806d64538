// expect: CS0266 line 2 "(int)value"
int F(double d) => d;
