//! The keys a log may use. A key means the same, and takes the same type of value,
//! in every table that has it.

macro_rules! keys {
    ($($variant:ident $name:literal)*) => {
        /// A key of a table in the log.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Key { $(#[doc = concat!("`", $name, "`")] $variant,)* }

        impl Key {
            /// The key as it is written in a log.
            pub const fn name(self) -> &'static str {
                match self { $(Key::$variant => $name,)* }
            }

            /// The key that is written `name`, if there is one.
            pub fn find(name: &str) -> Option<Key> {
                match name { $($name => Some(Key::$variant),)* _ => None }
            }
        }
    };
}

keys! {
    About "about"
    After "after"
    Allow "allow"
    Also "also"
    Apprentice "apprentice"
    Approx "approx"
    At "at"
    AtLeast "at_least"
    AtMost "at_most"
    Attendance "attendance"
    Audience "audience"
    Author "author"
    Authors "authors"
    Before "before"
    ByPupils "by_pupils"
    Cadence "cadence"
    Class "class"
    Classes "classes"
    Closing "closing"
    Commented "commented"
    Completed "completed"
    Contest "contest"
    Cost "cost"
    Count "count"
    Courses "courses"
    Cue "cue"
    Date "date"
    Days "days"
    Drop "drop"
    Each "each"
    End "end"
    Event "event"
    Every "every"
    Evidence "evidence"
    Experts "experts"
    Filed "filed"
    From "from"
    Genre "genre"
    Grade "grade"
    Group "group"
    Guests "guests"
    GuidingIdeas "guiding_ideas"
    Holidays "holidays"
    Honours "honours"
    Hours "hours"
    Host "host"
    Id "id"
    Is "is"
    Join "join"
    Journal "journal"
    Kind "kind"
    Lead "lead"
    Leader "leader"
    Lessons "lessons"
    Level "level"
    Mark "mark"
    MeasuresProse "measures"
    Members "members"
    Mentor "mentor"
    Mode "mode"
    Month "month"
    Name "name"
    Names "names"
    Note "note"
    Number "number"
    ObserverRole "observer_role"
    Observers "observers"
    Of "of"
    Or "or"
    Outcome "outcome"
    Own "own"
    Part "part"
    Partners "partners"
    Pending "pending"
    People "people"
    Per "per"
    Percent "percent"
    Person "person"
    PersonTimes "person_times"
    Place "place"
    Plans "plans"
    Points "points"
    Post "post"
    Programme "programme"
    ProseText "prose"
    Pupils "pupils"
    Rates "rates"
    Reason "reason"
    Recipient "recipient"
    Result "result"
    ResultsProse "results"
    Role "role"
    Roles "roles"
    RunIn "run_in"
    Scope "scope"
    Section "section"
    Shortcomings "shortcomings"
    Side "side"
    Slogan "slogan"
    Span "span"
    Speaker "speaker"
    Stages "stages"
    Start "start"
    Status "status"
    Streak "streak"
    Subject "subject"
    Target "target"
    Teacher "teacher"
    Teachers "teachers"
    Team "team"
    Tell "tell"
    Template "template"
    TermName "term"
    Title "title"
    Topic "topic"
    Under "under"
    Unit "unit"
    Until "until"
    Verb "verb"
    Weeks "weeks"
    Who "who"
    Years "years"
    YearsOver "years_over"
    YearsUnder "years_under"
}

impl Key {
    /// The measure word of the number under this key, where it has one of its own.
    pub const fn unit(self) -> Option<&'static str> {
        Some(match self {
            Key::Days => "天",
            Key::Hours => "学时",
            Key::Cost => "元",
            Key::Lessons => "节",
            Key::Courses => "门",
            Key::PersonTimes => "人次",
            _ => return None,
        })
    }

    /// What a breakdown along this key is called in Chinese, in expressions and for readers
    /// of a list of figures; `None` where nothing is broken down by it.
    pub const fn axis(self) -> Option<&'static str> {
        Some(match self {
            Key::Kind => "类型",
            Key::Recipient => "获奖者",
            Key::ByPupils => "作者",
            Key::Level => "级别",
            Key::Grade => "等次",
            Key::Outcome => "结果",
            Key::Status => "状态",
            Key::ObserverRole => "听课人职务",
            Key::Group => "教研组",
            Key::Subject => "学科",
            Key::Class => "班级",
            Key::Date => "月份",
            _ => return None,
        })
    }

    /// The keys that figures are broken down by, in the order in which a name is looked for.
    pub const AXES: &'static [Key] = &[
        Key::Kind,
        Key::Recipient,
        Key::ByPupils,
        Key::Level,
        Key::Grade,
        Key::Outcome,
        Key::Status,
        Key::ObserverRole,
        Key::Group,
        Key::Subject,
        Key::Class,
        Key::Date,
    ];

    /// The key that a breakdown called `name` goes along, by its Chinese name or its own.
    pub fn find_axis(name: &str) -> Option<Key> {
        let name = name.trim();
        let mut axes = Key::AXES.iter().copied();
        axes.find(|key| key.axis() == Some(name) || key.name() == name)
            .or(match name {
                "月" | "month" => Some(Key::Date),
                "类" | "种类" => Some(Key::Kind),
                "组" => Some(Key::Group),
                "班" | "年级" => Some(Key::Class),
                _ => None,
            })
    }
}
