// 1 Twenty thousand braces are opened.
// expected: compile_error
// arena: plain
// says: nested
@repeat(20000,"{")@
