// 7b Forty overloads, and calls within calls of all of them.
// expected: compile_error | passed
// arena: plain
class C0 { }
class C1 { }
class C2 { }
class C3 { }
class C4 { }
class C5 { }
class C6 { }
class C7 { }
class C8 { }
class C9 { }
class C10 { }
class C11 { }
class C12 { }
class C13 { }
class C14 { }
class C15 { }
class C16 { }
class C17 { }
class C18 { }
class C19 { }
class C20 { }
class C21 { }
class C22 { }
class C23 { }
class C24 { }
class C25 { }
class C26 { }
class C27 { }
class C28 { }
class C29 { }
class C30 { }
class C31 { }
class C32 { }
class C33 { }
class C34 { }
class C35 { }
class C36 { }
class C37 { }
class C38 { }
class C39 { }
C0 Pick(C0 a, dynamic b) => a;
C1 Pick(C1 a, dynamic b) => a;
C2 Pick(C2 a, dynamic b) => a;
C3 Pick(C3 a, dynamic b) => a;
C4 Pick(C4 a, dynamic b) => a;
C5 Pick(C5 a, dynamic b) => a;
C6 Pick(C6 a, dynamic b) => a;
C7 Pick(C7 a, dynamic b) => a;
C8 Pick(C8 a, dynamic b) => a;
C9 Pick(C9 a, dynamic b) => a;
C10 Pick(C10 a, dynamic b) => a;
C11 Pick(C11 a, dynamic b) => a;
C12 Pick(C12 a, dynamic b) => a;
C13 Pick(C13 a, dynamic b) => a;
C14 Pick(C14 a, dynamic b) => a;
C15 Pick(C15 a, dynamic b) => a;
C16 Pick(C16 a, dynamic b) => a;
C17 Pick(C17 a, dynamic b) => a;
C18 Pick(C18 a, dynamic b) => a;
C19 Pick(C19 a, dynamic b) => a;
C20 Pick(C20 a, dynamic b) => a;
C21 Pick(C21 a, dynamic b) => a;
C22 Pick(C22 a, dynamic b) => a;
C23 Pick(C23 a, dynamic b) => a;
C24 Pick(C24 a, dynamic b) => a;
C25 Pick(C25 a, dynamic b) => a;
C26 Pick(C26 a, dynamic b) => a;
C27 Pick(C27 a, dynamic b) => a;
C28 Pick(C28 a, dynamic b) => a;
C29 Pick(C29 a, dynamic b) => a;
C30 Pick(C30 a, dynamic b) => a;
C31 Pick(C31 a, dynamic b) => a;
C32 Pick(C32 a, dynamic b) => a;
C33 Pick(C33 a, dynamic b) => a;
C34 Pick(C34 a, dynamic b) => a;
C35 Pick(C35 a, dynamic b) => a;
C36 Pick(C36 a, dynamic b) => a;
C37 Pick(C37 a, dynamic b) => a;
C38 Pick(C38 a, dynamic b) => a;
C39 Pick(C39 a, dynamic b) => a;
int Pick(int a, dynamic b) => a;
int Twice(int number) => @repeat(60,"Pick(")@number@repeat(60,", number)")@ * 2;
