using BackendLabs.Contract;
using BackendLabs.Judge.Worlds;

namespace BackendLabs.Judge.Services;

/// <summary>A lab's services, with what each made ready once for all worlds.</summary>
internal sealed class PreparedServices
{
    private readonly IReadOnlyList<(ServiceHome Home, object? Made)> _all;

    private PreparedServices(IReadOnlyList<(ServiceHome Home, object? Made)> all) => _all = all;

    /// <summary>In the list's order.</summary>
    public IEnumerable<ServiceHome> Homes => _all.Select(one => one.Home);

    /// <exception cref="SeedException">A text of the lab's seed is wrong.</exception>
    public static PreparedServices Of(GraderToJudge.Prepare lab, TimeProvider time) =>
        new([.. ServiceList.All.Where(home => lab.Services.Values.Contains(home.Kind)).Select(home => (home, home.Prepare(lab, time)))]);

    /// <summary>What a home made ready.</summary>
    public T MadeBy<T>(ServiceHome home) => (T)_all.First(one => one.Home == home).Made!;

    /// <exception cref="WorldException">A service cannot be filled.</exception>
    public async Task FillAsync(World world, CancellationToken cancellationToken)
    {
        foreach (var (home, made) in _all)
            await home.FillAsync(world, made, cancellationToken);
    }
}
