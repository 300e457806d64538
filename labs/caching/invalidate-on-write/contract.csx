public record Product(int Id, string Name, string Category, int PriceCents);
