// expect: LAB025 line 3 "Return IEnumerable<char>, or async Task<IEnumera"
// entry: IEnumerable<char> All()
string All() => "a";
