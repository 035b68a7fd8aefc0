using BenchHub.Dashboard.Tests.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BenchHub.Dashboard.Tests.Flows;

public sealed class ScheduleTests(Chromium chromium, DemoHub demo)
{
    [Fact]
    public async Task TemplateAndSchedule_MadeOnThePages_StartJobs()
    {
        await using var rag = await FakeRag.Start();
        var (system, dataset) = (await demo.Api.Register(rag), await demo.Api.UploadDataset());
        await using var window = await chromium.Open(demo.Hub.Url);
        var page = await window.Go("/templates?form=new");
        await page.GetByLabel("Name").FillAsync($"template-{system}");
        await page.GetByRole(AriaRole.Checkbox, new() { Name = system }).CheckAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = dataset }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        var template = page.GetByRole(AriaRole.Region, new() { Name = $"template-{system}" });
        await Expect(template).ToContainTextAsync(dataset);
        await template.GetByRole(AriaRole.Button, new() { Name = "Run" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/jobs/job_"), new() { Timeout = 15_000 });

        await window.Go("/schedules?form=new");
        await page.GetByLabel("Name").FillAsync($"schedule-{system}");
        await page.GetByLabel("Cron expression").FillAsync("0 5 * * 1");
        await page.GetByLabel("What is measured").SelectOptionAsync($"template-{system}");
        await Expect(page.Locator("form")).ToContainTextAsync("Next runs");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        var schedule = page.GetByRole(AriaRole.Region, new() { Name = $"schedule-{system}" });
        await Expect(schedule).ToContainTextAsync("0 5 * * 1");
        await schedule.GetByRole(AriaRole.Button, new() { Name = "Run now" }).ClickAsync();
        await Expect(schedule.GetByRole(AriaRole.Link, new() { Name = "See the job" }).First).ToBeVisibleAsync();
        await schedule.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Expect(schedule).ToContainTextAsync("Paused");
        Assert.Empty(window.Complaints);
    }
}
