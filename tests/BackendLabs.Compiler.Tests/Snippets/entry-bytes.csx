// expect: LAB025 line 3 "Return IReadOnlyList<byte>, or async Task<IReadO"
// entry: IReadOnlyList<byte> D()
byte[] D() => [];
