# A headless Chromium that is driven as the W3C's WebDriver says: commands are
# HTTP requests with JSON in them, so perl needs nothing but its own modules.
#
#   my $b = News::Browser->new(port => $server->{port});
#   $b->open('http://news.example/n.html');
#   is($b->js('return document.title'), ...);
#   $b->keys('Tab', 'Enter');
#
# Port 80 of every host is the test's server; no other address is reached.
package News::Browser;

use strict;
use warnings;
use File::Temp qw(tempdir);
use HTTP::Tiny;
use JSON::PP;
use MIME::Base64 qw(decode_base64);
use POSIX qw(WNOHANG);
use Time::HiRes qw(sleep time);
use News::Server qw(free_port);

# Keys that are no characters (WebDriver, 17.4.2).
my %keys = (Tab => "\x{E004}", Enter => "\x{E007}", Space => ' ',
    Escape => "\x{E00C}", Down => "\x{E015}", Right => "\x{E014}");
my $json = JSON::PP->new->allow_nonref;

sub there
{
    return !grep { my $name = $_; !grep { -x "$_/$name" }
            split /:/, $ENV{PATH} } qw(chromium chromedriver);
}

sub new
{
    my ($class, %o) = @_;
    my $b = bless {http => HTTP::Tiny->new(timeout => 300),
        dir => tempdir('browser-XXXXXX', TMPDIR => 1, CLEANUP => 1),
        driver => free_port(), owner => $$}, $class;
    $b->{pid} = fork // die "fork: $!\n";
    if (!$b->{pid}) {
        setpgrp;
        $ENV{HOME} = $b->{dir};
        open STDIN, '<', '/dev/null';
        open STDOUT, '>', "$b->{dir}/log";
        open STDERR, '>&', \*STDOUT;
        exec 'chromedriver', "--port=$b->{driver}"
            or POSIX::_exit(1);
    }
    $b->await_driver;
    my $answer = $b->call(POST => '/session', {capabilities => {alwaysMatch => {
        'goog:loggingPrefs' => {browser => 'ALL'},
        'goog:chromeOptions' => {args => ['--headless=new', '--no-sandbox',
            '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run',
            '--disable-background-networking', '--disable-component-update',
            '--force-device-scale-factor=1', "--user-data-dir=$b->{dir}/user",
            '--host-resolver-rules=MAP *:80 127.0.0.1:' . $o{port}
            . ', MAP * ~NOTFOUND, EXCLUDE 127.0.0.1']}}}});
    $b->{session} = "/session/$answer->{sessionId}";
    return $b;
}

sub await_driver
{
    my ($b) = @_;
    my $end = time + 300;
    while (time < $end) {
        my $a = $b->{http}->get("http://127.0.0.1:$b->{driver}/status");
        return if $a->{success};
        sleep 0.1;
    }
    die "chromedriver does not answer\n";
}

sub call
{
    my ($b, $method, $path, $body) = @_;
    my $a = $b->{http}->request($method, "http://127.0.0.1:$b->{driver}$path",
        $body ? {content => JSON::PP->new->utf8->encode($body),
            headers => {'Content-Type' => 'application/json'}} : {});
    my $value = eval { JSON::PP->new->utf8->decode($a->{content})->{value} };
    die "$method $path: $a->{status} "
        . (ref $value ? $value->{message} : $a->{content}) . "\n"
        if !$a->{success};
    return $value;
}

sub post { my ($b, $path, $body) = @_; return $b->call(POST => "$b->{session}$path", $body // {}) }

sub open { my ($b, $url) = @_; $b->post('/url', {url => $url}) }
sub back { $_[0]->post('/back') }
sub size { my ($b, $w, $h) = @_; $b->cdp('Emulation.setDeviceMetricsOverride', {width => $w, height => $h, deviceScaleFactor => 1, mobile => JSON::PP::false}) }

# A script's value; the page's own policy does not bind it.
sub js
{
    my ($b, $script, @args) = @_;
    return $b->post('/execute/sync', {script => $script, args => \@args});
}

sub cdp
{
    my ($b, $name, $params) = @_;
    return $b->post('/goog/cdp/execute', {cmd => $name, params => $params});
}

# A medium and media features: media('print'), media('', prefers-... => ...)
sub media
{
    my ($b, $medium, %features) = @_;
    $b->cdp('Emulation.setEmulatedMedia', {media => $medium, features =>
        [map { {name => $_, value => $features{$_}} } sort keys %features]});
}

sub keys
{
    my ($b, @names) = @_;
    my @actions = map { my $k = $keys{$_} // $_;
        ({type => 'keyDown', value => $k}, {type => 'keyUp', value => $k}) }
        @names;
    $b->post('/actions', {actions => [{type => 'key', id => 'keyboard',
        actions => \@actions}]});
}

sub click
{
    my ($b, $selector) = @_;
    my $found = $b->post('/element',
        {using => 'css selector', value => $selector});
    my ($id) = values %$found;
    $b->post("/element/$id/click");
}

sub pdf { return decode_base64($_[0]->post('/print')) }

# What the console said since the last call: warnings and errors.
sub complaints
{
    my ($b) = @_;
    return grep { !/favicon/ } map { "$_->{level} $_->{message}" }
        grep { $_->{level} =~ /SEVERE|WARNING/ }
        @{ $b->post('/se/log', {type => 'browser'}) };
}

sub DESTROY
{
    my ($b) = @_;
    return if !$b->{pid} || $b->{owner} != $$;
    local ($?, $@);
    eval { $b->call(DELETE => $b->{session}) } if $b->{session};
    kill TERM => -$b->{pid};
    my $end = time + 10;
    while (waitpid($b->{pid}, WNOHANG) == 0) {
        kill KILL => -$b->{pid} if time > $end;
        sleep 0.05;
    }
}

1;
