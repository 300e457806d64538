using Docker.DotNet;
using Docker.DotNet.Models;

namespace BackendLabs.Grader.Tests.Containers.Client;

public sealed class ImageTests : LiveTests
{
    IImageOperations Images => Engine.Client.Images;

    [Test]
    public async Task An_imported_image_is_listed_and_described()
    {
        var listed = (await Images.ListImagesAsync(new ImagesListParameters { Filters = Engine.Mine })).Single(image => image.RepoTags?.Contains(Engine.Image) == true);
        var described = await Images.InspectImageAsync(Engine.Image);

        Assert.That(listed.RepoTags, Does.Contain(Engine.Image));
        Assert.That(listed.ID, Is.EqualTo(described.ID));
        Assert.That(listed.Created, Is.EqualTo(described.Created).Within(TimeSpan.FromSeconds(1)));
        Assert.That(described.Config.Cmd, Is.EqualTo(new[] { "sh" }));
        Assert.That(described.RootFS.Layers, Has.Count.EqualTo(1));
        Assert.That((await Images.GetImageHistoryAsync(Engine.Image)).Single().Size, Is.Positive);
    }

    [Test]
    public async Task A_name_is_given_and_taken_away()
    {
        var name = $"backendlabs-test/named:{Engine.Id}";

        await Images.TagImageAsync(Engine.Image, new ImageTagParameters { RepositoryName = "backendlabs-test/named", Tag = Engine.Id });
        var image = await Images.InspectImageAsync(name);
        var deleted = await Images.DeleteImageAsync(name, new ImageDeleteParameters());

        Assert.That(image.RepoTags, Does.Contain(name));
        Assert.That(deleted.Single()["Untagged"], Is.EqualTo(name));
    }

    [Test]
    public async Task An_image_is_built_from_an_archive_and_runs()
    {
        var name = "backendlabs-test-built:" + Engine.Id;
        await using var context = LiveEngine.Archive(("Dockerfile", $"FROM {Engine.Image}\nARG WHAT\nENV SAYS=$WHAT\nCOPY said.txt /\nCMD [\"sh\", \"-c\", \"cat /said.txt; echo $SAYS\"]\n"), ("said.txt", "from the context\n"));
        var parameters = new ImageBuildParameters { Tags = [name], Labels = Engine.Labels, Remove = true, ForceRemove = true, BuildArgs = new Dictionary<string, string>(StringComparer.Ordinal) { ["WHAT"] = "from an argument" } };
        var messages = new Reports<JSONMessage>();

        await Images.BuildImageFromDockerfileAsync(parameters, context, authConfigs: null, headers: null, messages);
        var id = (await Containers.CreateContainerAsync(new CreateContainerParameters { Image = name, Labels = Engine.Labels })).ID;
        await Containers.StartContainerAsync(id, new ContainerStartParameters());
        using var log = await Containers.GetContainerLogsAsync(id, tty: false, new ContainerLogsParameters { ShowStdout = true, Follow = true });

        Assert.That(messages.All.Where(message => message.Error is not null), Is.Empty);
        Assert.That(messages.All.Select(message => message.Stream), Has.Some.Contains("Step 1/"));
        Assert.That(messages.All.Single(message => message.Aux is not null).Aux.ExtensionData["ID"].ToString(), Does.StartWith("sha256:"));
        Assert.That((await log.ReadOutputToEndAsync(CancellationToken.None)).stdout, Is.EqualTo("from the context\nfrom an argument\n"));
    }

    [Test]
    public async Task A_build_that_fails_reports_why()
    {
        await using var context = LiveEngine.Archive(("Dockerfile", $"FROM {Engine.Image}\nRUN exit 3\n"));
        var messages = new Reports<JSONMessage>();

        await Images.BuildImageFromDockerfileAsync(new ImageBuildParameters { Labels = Engine.Labels, ForceRemove = true, NetworkMode = "none" }, context, authConfigs: null, headers: null, messages);

        Assert.That(messages.All[^1].Error.Code, Is.EqualTo(3));
        Assert.That(messages.All[^1].ErrorMessage, Does.Contain("non-zero code: 3"));
    }

    [Test]
    public async Task A_saved_image_is_loaded_again()
    {
        var name = "backendlabs-test-saved:" + Engine.Id;
        await Images.TagImageAsync(Engine.Image, new ImageTagParameters { RepositoryName = "backendlabs-test-saved", Tag = Engine.Id });
        await using var saved = new MemoryStream();
        await using (var archive = await Images.SaveImageAsync(name))
            await archive.CopyToAsync(saved);
        await Images.DeleteImageAsync(name, new ImageDeleteParameters());
        saved.Position = 0;
        var messages = new Reports<JSONMessage>();

        await Images.LoadImageAsync(new ImageLoadParameters { Quiet = true }, saved, messages);

        Assert.That(messages.All.Select(message => message.Stream), Has.Some.Contains(name));
        Assert.That((await Images.InspectImageAsync(name)).RepoTags, Does.Contain(name));
    }

    [Test]
    public async Task A_container_becomes_an_image()
    {
        var id = await Engine.RunAsync("echo kept > /kept");
        await Containers.WaitContainerAsync(id);

        var made = await Images.CommitContainerChangesAsync(new CommitContainerChangesParameters { ContainerID = id, RepositoryName = "backendlabs-test-kept", Tag = Engine.Id, Comment = "kept by a test" });

        Assert.That((await Images.InspectImageAsync("backendlabs-test-kept:" + Engine.Id)).ID, Is.EqualTo(made.ID));
        Assert.That((await Images.InspectImageAsync(made.ID)).Comment, Is.EqualTo("kept by a test"));
    }

    [Test]
    public async Task Pruning_spares_what_the_filter_does_not_name()
    {
        await Images.PruneImagesAsync(new ImagesPruneParameters { Filters = LiveEngine.Filter("label", "backendlabs.test=nobody") });

        Assert.That(await Images.InspectImageAsync(Engine.Image), Is.Not.Null);
    }

    [Test]
    public async Task A_missing_image_has_an_exception_of_its_own() =>
        await Assert.ThrowsAsync<DockerImageNotFoundException>(() => Images.InspectImageAsync("no/such:" + Engine.Id));
}
