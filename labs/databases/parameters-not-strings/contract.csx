public record Customer(int Id, string Name, string City);
