public record Customer(int Id, string Email, string Name);

public record Purchase(int Id, string Day, int Cents);
